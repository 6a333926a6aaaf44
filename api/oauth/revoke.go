package oauth

import "net/http"

// serveRevoke ends a token (RFC 7009). Of a token that isn't known, or is another client's, nothing is said but that it is no good (2.2).
func (s *Server) serveRevoke(w http.ResponseWriter, r *http.Request) {
	form, err := postForm(r)
	if err == nil && form.Get("token") == "" {
		err = refuse(codeInvalidRequest, "token is missing")
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	client, err := s.authenticate(r, form)
	if err == nil {
		err = s.Grants.Revoke(r.Context(), form.Get("token"), client.ID)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
}
